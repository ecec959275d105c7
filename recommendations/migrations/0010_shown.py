"""What it takes to show a page again, beside its content; a trigger keeps the two from telling different things."""

from django.db import migrations, models

TRIGGER = """
    CREATE FUNCTION recommendations_forget_shown() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        NEW.shown = '';
        RETURN NEW;
    END $$;
    CREATE TRIGGER forget_shown BEFORE UPDATE OF content ON recommendations_servedpage
        FOR EACH ROW WHEN (NEW.content IS DISTINCT FROM OLD.content) EXECUTE FUNCTION recommendations_forget_shown();
"""
NO_TRIGGER = """
    DROP TRIGGER forget_shown ON recommendations_servedpage;
    DROP FUNCTION recommendations_forget_shown();
"""


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0009_play_origins")]

    operations = [
        migrations.AddField(
            model_name="servedpage",
            name="shown",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                editable=False,
                help_text="What it takes to show the page again; a trigger empties it when the content changes",
            ),
        ),
        migrations.RunSQL(TRIGGER, NO_TRIGGER),
    ]

"""One stamp row, raised by a statement trigger on every table that pages are made from."""

from django.db import migrations

TABLES = (
    "title", "availabilitywindow", "season", "episode", "person", "credit", "genre", "mood", "keyword", "collection",
    "artwork", "artworklabel", "videosource", "title_genres", "title_moods", "title_keywords", "title_countries",
    "title_languages",
)  # fmt: skip

MAKE = """
INSERT INTO catalog_cataloguestamp (id, version) VALUES (1, 1);
CREATE FUNCTION catalog_raise_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE catalog_cataloguestamp SET version = version + 1 WHERE id = 1;
    RETURN NULL;
END $$;
""" + "".join(
    f"CREATE TRIGGER raise_stamp AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON catalog_{table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION catalog_raise_stamp();\n"
    for table in TABLES
)
UNMAKE = "DROP FUNCTION catalog_raise_stamp() CASCADE; DELETE FROM catalog_cataloguestamp;"


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]

    operations = [migrations.RunSQL(MAKE, UNMAKE)]

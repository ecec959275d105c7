"""What search reads is written by the database itself, so no way of saving a title can forget to."""

from django.contrib.postgres.indexes import OpClass
from django.db import migrations, models

NAMED = ("genre", "mood", "keyword")
"""Tables whose names are part of a title's search text, each through catalog_title_<name>s."""

MAKE = (
    """
CREATE FUNCTION catalog_plain(words text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT lower(unaccent(coalesce(words, '')))
$$;

CREATE FUNCTION catalog_search_vector(title catalog_title) RETURNS tsvector LANGUAGE sql STABLE AS $$
    SELECT setweight(to_tsvector('simple', catalog_plain(title.name || ' ' || title.original_name)), 'A')
        || setweight(to_tsvector('english', catalog_plain(title.name || ' ' || title.original_name)), 'A')
        || setweight(to_tsvector('simple', coalesce(title.year::text, '')), 'B')
        || setweight(to_tsvector('simple', catalog_plain((
               SELECT string_agg(person.name || ' ' || credit.character, ' ')
               FROM catalog_credit credit JOIN catalog_person person ON person.id = credit.person_id
               WHERE credit.title_id = title.id))), 'B')
        || setweight(to_tsvector('english', catalog_plain((
               SELECT string_agg(name, ' ') FROM (
                   SELECT genre.name FROM catalog_genre genre
                   JOIN catalog_title_genres link ON link.genre_id = genre.id WHERE link.title_id = title.id
                   UNION ALL SELECT mood.name FROM catalog_mood mood
                   JOIN catalog_title_moods link ON link.mood_id = mood.id WHERE link.title_id = title.id
                   UNION ALL SELECT keyword.name FROM catalog_keyword keyword
                   JOIN catalog_title_keywords link ON link.keyword_id = keyword.id WHERE link.title_id = title.id
               ) names))), 'C')
        || setweight(to_tsvector('english', catalog_plain(
               title.tagline || ' ' || title.short_synopsis || ' ' || title.synopsis)), 'D')
$$;

CREATE FUNCTION catalog_write_title_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.search_text := catalog_plain(trim(NEW.name || ' ' || NEW.original_name));
    NEW.search_vector := catalog_search_vector(NEW);
    RETURN NEW;
END $$;
CREATE TRIGGER write_search
    BEFORE INSERT OR UPDATE OF name, original_name, tagline, short_synopsis, synopsis, year, search_text, search_vector
    ON catalog_title FOR EACH ROW EXECUTE FUNCTION catalog_write_title_search();

CREATE FUNCTION catalog_write_person_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.search_text := catalog_plain(NEW.name);
    RETURN NEW;
END $$;
CREATE TRIGGER write_search BEFORE INSERT OR UPDATE OF name, search_text ON catalog_person
    FOR EACH ROW EXECUTE FUNCTION catalog_write_person_search();

CREATE FUNCTION catalog_search_again_from_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE catalog_title SET search_text = '' WHERE id IN (SELECT title_id FROM changed);
    RETURN NULL;
END $$;

CREATE FUNCTION catalog_search_again_from_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE catalog_title SET search_text = '' WHERE id IN (
        SELECT credit.title_id FROM changed JOIN before USING (id) JOIN catalog_credit credit
            ON credit.person_id = changed.id WHERE changed.name <> before.name);
    RETURN NULL;
END $$;
CREATE TRIGGER search_again AFTER UPDATE ON catalog_person
    REFERENCING NEW TABLE AS changed OLD TABLE AS before
    FOR EACH STATEMENT EXECUTE FUNCTION catalog_search_again_from_person();
"""
    + "".join(
        f"CREATE TRIGGER search_again_{event.lower()} AFTER {event} ON {table} REFERENCING {which} TABLE AS changed"
        " FOR EACH STATEMENT EXECUTE FUNCTION catalog_search_again_from_link();\n"
        for table in (*(f"catalog_title_{name}s" for name in NAMED), "catalog_credit")
        for event, which in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))
    )
    + "".join(
        f"""
CREATE FUNCTION catalog_search_again_from_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE catalog_title SET search_text = '' WHERE id IN (
        SELECT link.title_id FROM changed JOIN before USING (id) JOIN catalog_title_{name}s link
            ON link.{name}_id = changed.id WHERE changed.name <> before.name);
    RETURN NULL;
END $$;
CREATE TRIGGER search_again AFTER UPDATE ON catalog_{name}
    REFERENCING NEW TABLE AS changed OLD TABLE AS before
    FOR EACH STATEMENT EXECUTE FUNCTION catalog_search_again_from_{name}();
"""
        for name in NAMED
    )
)

# Loading pg_trgm first turns its threshold into a known setting, which any role may attach to a function.
ALIKE = """
SELECT similarity('', '');
""" + "".join(
    f"""
CREATE FUNCTION catalog_{name}_alike(words text, count integer) RETURNS TABLE (id bigint, likeness real)
    LANGUAGE sql STABLE SET pg_trgm.word_similarity_threshold = {threshold} AS $$
    SELECT candidate.id, word_similarity(words, candidate.search_text) AS likeness
    FROM catalog_{name} candidate WHERE words <% candidate.search_text
    ORDER BY likeness DESC, length(candidate.search_text), candidate.id LIMIT count
$$;
"""
    for name, threshold in (("title", 0.4), ("person", 0.5))
)

UNMAKE = """
DROP FUNCTION catalog_title_alike, catalog_person_alike, catalog_search_vector;
DROP FUNCTION catalog_write_title_search, catalog_write_person_search, catalog_search_again_from_link,
    catalog_search_again_from_person, catalog_search_again_from_genre, catalog_search_again_from_mood,
    catalog_search_again_from_keyword CASCADE;
DROP FUNCTION catalog_plain;
"""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_stamp")]

    operations = [
        migrations.RunSQL(MAKE, UNMAKE),
        migrations.RunSQL(ALIKE, migrations.RunSQL.noop),
        migrations.RunSQL(
            "UPDATE catalog_person SET search_text = ''; UPDATE catalog_title SET search_text = '';",
            migrations.RunSQL.noop,
        ),
        migrations.AddIndex(
            model_name="title",
            index=models.Index(OpClass("search_text", name="text_pattern_ops"), name="title_search_prefix"),
        ),
    ]

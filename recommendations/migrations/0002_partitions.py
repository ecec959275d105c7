"""Partition the event log by profile, impressions and served pages by month.

Django made plain tables; they are empty, so each is made anew as a partitioned one under the same name, with the same
columns and index names. Keys of a partitioned table must contain the partition key.
"""

from datetime import UTC, datetime

from django.db import migrations

from recommendations.events.partitions import ensure_partitions

REMAKE = """
ALTER TABLE {table} RENAME TO {table}_plain;
CREATE TABLE {table} (LIKE {table}_plain INCLUDING DEFAULTS INCLUDING IDENTITY) PARTITION BY {partition};
DROP TABLE {table}_plain;
"""

REFERENCE = """
ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_fk FOREIGN KEY ({column})
    REFERENCES {target} (id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX {table}_{column} ON {table} ({column});
"""

EVENT = (
    REMAKE.format(table="recommendations_event", partition="HASH (profile_id)")
    + """
ALTER TABLE recommendations_event ADD PRIMARY KEY (profile_id, id);
ALTER TABLE recommendations_event ADD CONSTRAINT one_event_per_client_id UNIQUE (profile_id, client_id);
CREATE INDEX recommendations_event_id ON recommendations_event (id);
CREATE INDEX event_of_profile ON recommendations_event (profile_id, at DESC);
"""
    + "".join(
        f"CREATE TABLE recommendations_event_{number} PARTITION OF recommendations_event"
        f" FOR VALUES WITH (MODULUS 8, REMAINDER {number});\n"
        for number in range(8)
    )
    + "".join(
        REFERENCE.format(table="recommendations_event", column=column, target=target)
        for column, target in (
            ("profile_id", "accounts_profile"),
            ("title_id", "catalog_title"),
            ("episode_id", "catalog_episode"),
            ("artwork_id", "catalog_artwork"),
        )
    )
)

IMPRESSION = (
    REMAKE.format(table="recommendations_impression", partition="RANGE (served_at)")
    + """
ALTER TABLE recommendations_impression ADD CONSTRAINT one_impression_per_place
    UNIQUE (served_at, page_id, "row", "column");
CREATE INDEX recommendations_impression_id ON recommendations_impression (id);
CREATE INDEX impression_of_profile ON recommendations_impression (profile_id, seen_at DESC);
CREATE TABLE recommendations_impression_default PARTITION OF recommendations_impression DEFAULT;
"""
    + "".join(
        REFERENCE.format(table="recommendations_impression", column=column, target=target)
        for column, target in (
            ("profile_id", "accounts_profile"),
            ("title_id", "catalog_title"),
            ("artwork_id", "catalog_artwork"),
        )
    )
)

SERVED_PAGE = (
    REMAKE.format(table="recommendations_servedpage", partition="RANGE (served_at)")
    + """
ALTER TABLE recommendations_servedpage ADD PRIMARY KEY (id, served_at);
CREATE INDEX latest_page_of_profile ON recommendations_servedpage (profile_id, surface, device, served_at DESC);
CREATE TABLE recommendations_servedpage_default PARTITION OF recommendations_servedpage DEFAULT;
"""
    + REFERENCE.format(table="recommendations_servedpage", column="profile_id", target="accounts_profile")
)


def make_partitions(apps, schema_editor) -> None:  # type: ignore[no-untyped-def]  # Django's own signature.
    ensure_partitions(now=datetime.now(tz=UTC))


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0001_initial")]

    operations = [
        migrations.RunSQL(EVENT + IMPRESSION + SERVED_PAGE, migrations.RunSQL.noop),
        migrations.RunPython(make_partitions, migrations.RunPython.noop),
    ]

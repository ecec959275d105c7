"""Static files under hashed names, with the imports between script modules rewritten to match."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModulesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise is untyped.
    support_js_module_import_aggregation = True
    # A file that only an upgrade forgot must not take the page with it.
    manifest_strict = False

"""Static files under hashed names, with the imports between script modules rewritten to match."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class OnceCompressor(Compressor):
    """Leaves out what an earlier run compressed: a hashed name says what is in the file."""

    def should_compress(self, filename: str) -> bool:
        """Source maps are large, and only people with open developer tools fetch them."""
        return not filename.endswith(".map") and bool(super().should_compress(filename))

    def compress(self, path: str) -> Iterator[str]:
        if not any(Path(f"{path}{suffix}").exists() for suffix in (".br", ".gz")):
            yield from super().compress(path)


class HashedModulesStorage(CompressedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True
    # A file that only an upgrade forgot must not take the page with it.
    manifest_strict = False

    def create_compressor(self, **options: Any) -> Compressor:
        return OnceCompressor(**options)

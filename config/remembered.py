"""What `manage.py up` wrote down about the servers it started, so that other commands find them."""

import json
from pathlib import Path

REMEMBERED = "servers.json"


def remembered(data_dir: Path) -> dict[str, str]:
    """Addresses and secret of the embedded servers: `database_url`, `redis_url`, `secret_key`; empty when none."""
    try:
        found = json.loads((data_dir / REMEMBERED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}

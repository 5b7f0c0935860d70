"""${message}.

Say here why the tables change.
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    """Take a store of the revision before to this one."""
    ${upgrades if upgrades else "raise NotImplementedError"}


def downgrade() -> None:
    """Take a store of this revision to the one before."""
    ${downgrades if downgrades else "raise NotImplementedError"}

"""Floor 3: the only writes. One verb per file, one transaction, one public function named like its file.

`ledger` is the ground under all of them: lock, check the table, write history and audit, settle owner, next step and due time.
Lock order, always: provider, referral, then anything else.
"""

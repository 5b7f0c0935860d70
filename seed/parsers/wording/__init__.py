"""What words and figures of public budgets mean, sentence by sentence and cell by cell, whatever the document."""

"""One module per publisher: which documents to ask for, and how their cells become rows."""

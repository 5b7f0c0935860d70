"""From rows of many documents to one dataset: who is who, what is merged, what people decided, what is released."""

"""Keep and publish: the store, its drafts and landing, and the releases made from it. The only room that touches bytes."""

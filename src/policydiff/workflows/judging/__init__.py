"""The judge: what a change is judged by, read from where the change began, and how findings weigh there."""

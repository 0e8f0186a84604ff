"""List the things of each kind on a page that can be sorted and filtered."""

"""The plugins that come with retold, registered by the same entry points as a stranger's."""

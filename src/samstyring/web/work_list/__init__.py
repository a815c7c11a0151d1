"""The work list of the secretariat: everything that waits for anybody."""

"""What the portfolio writes as documents (tagged PDF): one file for each kind, in the reader's language."""

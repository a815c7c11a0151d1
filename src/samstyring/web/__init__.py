"""The start page, the public site, and pages that gather from the whole house."""

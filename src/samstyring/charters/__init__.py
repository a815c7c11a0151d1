"""Packaged charter files: an agreement as data, one TOML file each (docs/charter.md explains every key).

`digi-vestland-2020.toml` is the agreement of 2020 between municipalities in Vestland, which the demo founds.
`eksempel-vertskommune.toml` is an invented host-municipality co-operation, an example to start from.
"""

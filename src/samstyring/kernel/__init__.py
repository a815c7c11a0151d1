"""The ground floor: acts, effects, actors, basis, journal, guards, versions, periods, numbering, money, clock."""

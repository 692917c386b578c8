PAPERS = [
    {"id": 1, "title": "Sparse attention for long records", "abstract": "We study attention patterns that read only a logarithmic number of earlier positions and show that retrieval quality degrades gracefully up to a million positions."},
    {"id": 2, "title": "A field trial of cooperative robots in orchards", "abstract": "Twelve robots picked apples for nine weeks. Coordination by auctions outperformed a central plan whenever more than two robots shared a row."},
    {"id": 3, "title": "Counting votes without trusting the counters", "abstract": "We give a risk-limiting audit for ranked ballots whose expected sample size is within a factor of two of the best possible one."},
    {"id": 4, "title": "Folding kinetics of a designed miniprotein", "abstract": "Temperature jumps and simulations agree on a two-state mechanism, with a transition state that already contains the central helix."},
]

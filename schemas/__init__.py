"""What a row is: one module per table, each the single source for Arrow, pandera, the Hub and the card."""

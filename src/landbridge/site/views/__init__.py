"""The pages that know all apps: today, the living style, and the answers when something goes wrong."""

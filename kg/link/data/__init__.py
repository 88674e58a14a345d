"""The entity index shipped with the package: facts about what is most in world news."""

"""From boards, files and archives to the landing: who is asked, in turn, and what is landed."""

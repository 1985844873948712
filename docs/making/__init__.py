"""The pages of the manual that are made from the code: each module makes one kind of them."""

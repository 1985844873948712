"""The faults and look-alikes, a module for each subject or group of them."""

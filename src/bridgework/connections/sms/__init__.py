"""Text messages over the Twilio-compatible REST API: sending, looking for what may have been sent, receipts and replies."""

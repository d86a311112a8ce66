"""From trees and mentions to records: events, statements and positions."""

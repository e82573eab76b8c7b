-- Letters whose words may be let go of.
create index message_with_words on post.message (created_at) where state in ('sent', 'cancelled') and body <> '';

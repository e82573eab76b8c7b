package io.kontor.merging;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import io.kontor.lists.BulkAction;
import java.util.List;
import java.util.UUID;

/** In a list: goes with exactly two chosen rows to the page on which they become one. */
public final class MergeTwo implements BulkAction {
    private final String type;
    private final String path;

    /** @param path the address of the list */
    public MergeTwo(String type, String path) {
        this.type = type;
        this.path = path;
    }

    @Override
    public String code() {
        return "merge";
    }

    @Override
    public String permission() {
        return type + ":merge";
    }

    @Override
    public Control control() {
        return Control.NOTHING;
    }

    @Override
    public String page(List<UUID> rows) {
        if (rows.size() != 2) {
            throw Refusal.invalid("merge-two-only", "count", rows.size());
        }
        return path + "/" + rows.getFirst() + "/merge?with=" + rows.getLast();
    }

    /** Nothing happens from the list itself. */
    @Override
    public List<Effect> run(Actor actor, Words words, List<UUID> rows, Told told, boolean write) {
        throw Refusal.invalid("merge-two-only", "count", rows.size());
    }
}

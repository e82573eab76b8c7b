package io.kontor.post.web;

import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.lists.ListPages;
import io.kontor.people.People;
import io.kontor.post.MessageListing;
import io.kontor.post.Post;
import io.kontor.post.PostSettings;
import io.kontor.ui.NavEntry;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/** The messages that went, wait or failed. */
@Controller
class MessageController {
    private static final Set<String> OPENS_ACCOUNTS = Set.of("invitation", "reset");

    private final Post post;
    private final People people;
    private final MessageListing listing;
    private final ListPages lists;
    private final PostSettings settings;
    private final Pages pages;

    MessageController(
            Post post, People people, MessageListing listing, ListPages lists, PostSettings settings, Pages pages) {
        this.post = post;
        this.people = people;
        this.listing = listing;
        this.lists = lists;
        this.settings = settings;
        this.pages = pages;
    }

    /** @param open whether the words may be read: a letter with a link to an account opens it for whoever has the link */
    record MessagePage(Post.Shown message, String person, boolean leaves, boolean open, boolean mayChange) {}

    @GetMapping("/messages")
    @Needs(kind = "message")
    View list(Viewer viewer, HttpServletRequest request) {
        return lists.show(viewer, listing, request);
    }

    @GetMapping("/messages/{id}")
    @Needs(kind = "message")
    View message(Viewer viewer, @PathVariable UUID id) {
        var message = post.find(viewer.actor(), id).orElseThrow(() -> Refusal.notFound("message"));
        var name = people.names(viewer.actor(), List.of(message.person())).getOrDefault(message.person(), "");
        return pages.show(
                "post/web/message.jte",
                new MessagePage(
                        message, name, settings.leaves(), open(viewer, message), viewer.may("message", Verb.CHANGE)));
    }

    private boolean open(Viewer viewer, Post.Shown message) {
        try {
            return !OPENS_ACCOUNTS.contains(message.kind())
                    || message.person().equals(viewer.actor().person())
                    || (viewer.may("person", Verb.INVITE) && people.within(viewer.actor(), message.person()));
        } catch (Refusal refusal) {
            return false;
        }
    }

    @PostMapping("/messages/{id}/retry")
    @Needs(kind = "message", verb = Verb.CHANGE)
    View retry(Viewer viewer, @PathVariable UUID id) {
        post.retry(viewer.actor(), id);
        return Pages.to("/messages/" + id, "message-retried");
    }

    @PostMapping("/messages/{id}/cancellation")
    @Needs(kind = "message", verb = Verb.CHANGE)
    View cancel(Viewer viewer, @PathVariable UUID id) {
        post.cancel(viewer.actor(), id);
        return Pages.to("/messages/" + id, "message-cancelled");
    }

    @Configuration(proxyBeanMethods = false)
    static class Navigation {
        @Bean
        NavEntry messagesEntry() {
            return NavEntry.office(940, "nav.settings", "nav.messages", "/messages", "mail", "message:see");
        }
    }
}

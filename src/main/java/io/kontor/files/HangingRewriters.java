package io.kontor.files;

import io.kontor.kernel.Actor;
import io.kontor.ledger.Rewriter;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What becomes of notes and files when a text of theirs is taken out for good. */
@Configuration(proxyBeanMethods = false)
class HangingRewriters {
    @FunctionalInterface
    private interface Write {
        void anew(Actor actor, UUID object, String role);
    }

    private record OfType(String type, Write write) implements Rewriter {
        @Override
        public void rewrite(Actor actor, UUID object, String role) {
            write.anew(actor, object, role);
        }
    }

    @Bean
    Rewriter noteRewriter(HangingPersonalData hanging) {
        return new OfType(Notes.KIND, hanging::rewriteNote);
    }

    @Bean
    Rewriter fileRewriter(HangingPersonalData hanging) {
        return new OfType(Files.KIND, hanging::rewriteFile);
    }
}

package io.kontor.files.spi;

import java.util.Optional;

/** Looks into a file before it is kept. A bean of this type is asked for every upload; what it cannot answer is refused. */
public interface Scanner {
    /**
     * @return the name of what is dangerous in it, or nothing when it found nothing
     */
    Optional<String> threat(byte[] content);
}

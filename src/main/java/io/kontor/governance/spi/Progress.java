package io.kontor.governance.spi;

/** How far a long piece of work is, and whether it should stop. */
public interface Progress {
    /** How much there is to do in all. */
    void total(long all);

    /** How much is done. Refuses: somebody asked it to stop; the work ends with that refusal. */
    void done(long sofar);

    /** Work nobody watches. */
    Progress UNWATCHED = new Progress() {
        @Override
        public void total(long all) {}

        @Override
        public void done(long sofar) {}
    };
}

package io.kontor.cli;

/** Where the program starts. */
public final class Main {
    private Main() {}

    /** Hands everything to the command line. */
    public static void main(String[] args) {
        System.exit(Cli.run(args));
    }
}

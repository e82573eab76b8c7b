package io.kontor;

import io.kontor.cli.Cli;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The house: every room is a package below this one. */
@SpringBootApplication(proxyBeanMethods = false)
public class Kontor {
    /** Hands everything to the command line. */
    public static void main(String[] args) {
        System.exit(Cli.run(args));
    }
}

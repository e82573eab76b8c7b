package io.kontor;

import io.kontor.cli.Cli;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** The house: every room is a package below this one. */
@SpringBootApplication(proxyBeanMethods = false, nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class Kontor {
    /** Hands everything to the command line. */
    public static void main(String[] args) {
        System.exit(Cli.run(args));
    }
}

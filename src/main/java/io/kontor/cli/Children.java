package io.kontor.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands of this program in processes of their own, each started as this one was. */
final class Children {
    private Children() {}

    /**
     * @param output where what it prints goes
     * @param heap as the virtual machine is told it
     */
    static Process start(Path output, String heap, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-Xmx"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx" + heap, "-jar", System.getProperty("java.class.path")));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}

/**
 * Objects from files: a mapping says what a file's columns mean, the rooms that keep the objects take them in.
 *
 * <p>Called by the command line. It reads files, knows kinds of objects only as {@code Importable}, and never writes a business
 * row itself. What comes in is history: the entries say which run they belong to, and nothing is started by them.
 */
@NamedInterface("imports")
@NullMarked
package io.kontor.connect.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

package io.kontor.ui;

/**
 * What the page about something gone wrong shows.
 *
 * @param incident the number under which a bug stands in the log, or empty
 */
public record ErrorPage(int status, String title, String sentence, String incident) {}

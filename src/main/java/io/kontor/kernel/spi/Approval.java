package io.kontor.kernel.spi;

/**
 * An act by which somebody decides on what somebody asked for or gains by: nobody should do it in their own matter, and the
 * auditor is shown where one did. A room that has such acts contributes one of these for each.
 *
 * @param action as the ledger names it, e.g. {@code person.assigned}
 * @param whose the member of the object's state that names the person it is for, with dots inwards; empty when the object is
 *     that person
 */
public record Approval(String action, String whose) {}

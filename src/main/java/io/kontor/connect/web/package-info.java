/** Pages about what programs meet: what a problem of the API means. */
@NullMarked
package io.kontor.connect.web;

import org.jspecify.annotations.NullMarked;

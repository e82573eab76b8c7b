package io.kontor.ledger;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * Marks a text of a state that says something of a person: in the entry it stands wrapped as {@code {"$personal": ...}}, so
 * that it can be found, withheld and, one day, erased without touching the rest.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@JacksonAnnotationsInside
@JsonSerialize(using = Wrapped.PersonalWriter.class)
@JsonDeserialize(using = Wrapped.PersonalReader.class)
public @interface Personal {}

package io.silkroute.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Operators may call this endpoint, as admins may. An endpoint that changes something and does not say so is an admin's
 * alone; what only reads is open to every user and needs no word.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OperatorMay {}

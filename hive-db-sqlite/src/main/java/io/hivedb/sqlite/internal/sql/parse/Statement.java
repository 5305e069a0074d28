// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

/** A statement's syntax tree. */
public interface Statement {}

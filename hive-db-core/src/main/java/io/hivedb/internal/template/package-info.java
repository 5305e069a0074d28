// SPDX-License-Identifier: Apache-2.0
/** Prepared states in files, shared by all JVMs of the user. */
@NullMarked
package io.hivedb.internal.template;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * The matches of a regular expression, one after the other. Of those that begin at the first place
 * possible, POSIX takes the longest; Java takes the first that it comes upon.
 */
final class RegexSearch {

  private final Matcher matcher;
  private final String text;
  private final Regex.Shape shape;
  private int next;

  RegexSearch(Matcher matcher, String text, Regex.Shape shape) {
    this.matcher = matcher.useTransparentBounds(true).useAnchoringBounds(false);
    this.text = text;
    this.shape = shape;
  }

  /** Lets the search begin there; what is before it still counts as text. */
  RegexSearch from(int start) {
    next = start;
    return this;
  }

  /** Where a group begins or ends, or -1. */
  int place(int group, boolean end) {
    if (group > matcher.groupCount()) {
      return -1;
    }
    return end ? matcher.end(group) : matcher.start(group);
  }

  /** Goes to the next match. */
  boolean find() {
    if (next > text.length()) {
      return false;
    }
    matcher.region(next, text.length());
    if (!matcher.find()) {
      return false;
    }
    if (shape.hasChoice()) {
      extend(matcher.start(), matcher.end());
    }
    next = matcher.end();
    if (matcher.end() == matcher.start()) {
      next += next < text.length() ? Character.charCount(text.codePointAt(next)) : 1;
    }
    return true;
  }

  /** Takes the longest match from here; or the shortest, where quantifiers are not greedy. */
  private void extend(int start, int found) {
    boolean longest = shape.longest();
    int end = longest ? text.length() : start;
    while (end != found) {
      matcher.region(start, end);
      if (matcher.matches()) {
        return;
      }
      end += longest ? -1 : 1;
    }
    matcher.region(start, found);
    if (!matcher.matches()) {
      throw new IllegalStateException("A match that is none: " + matcher.pattern());
    }
  }

  int start() {
    return matcher.start();
  }

  int end() {
    return matcher.end();
  }

  int groups() {
    return matcher.groupCount();
  }

  @Nullable String group(int number) {
    return number > matcher.groupCount() ? null : matcher.group(number);
  }

  /** The groups, or the whole match where there are none. */
  List<@Nullable String> captured() {
    List<@Nullable String> groups = new ArrayList<>();
    for (int i = matcher.groupCount() == 0 ? 0 : 1; i <= matcher.groupCount(); i++) {
      groups.add(matcher.group(i));
    }
    return groups;
  }
}

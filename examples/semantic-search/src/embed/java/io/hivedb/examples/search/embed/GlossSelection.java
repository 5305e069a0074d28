// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search.embed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.Word;
import net.sf.extjwnl.dictionary.Dictionary;

/**
 * Chooses the glosses: of each of ten noun topics (WordNet's lexicographer files) the hundred
 * synsets that the texts counted by WordNet use most, the lower offset first where two are used
 * alike. Proper names (a first word that does not start with a small letter) are left out.
 */
final class GlossSelection {

  private static final List<String> TOPICS =
      List.of(
          "animal",
          "artifact",
          "body",
          "event",
          "feeling",
          "food",
          "location",
          "phenomenon",
          "plant",
          "time");
  private static final int PER_TOPIC = 100;
  private static final Comparator<Synset> MOST_USED_FIRST =
      Comparator.comparingInt(GlossSelection::uses).reversed().thenComparingLong(Synset::getOffset);

  private GlossSelection() {}

  static List<Synset> choose(Dictionary wordNet) throws JWNLException {
    List<Synset> nouns = commonNouns(wordNet);
    List<Synset> chosen = new ArrayList<>();
    for (String topic : TOPICS) {
      nouns.stream()
          .filter(synset -> topic(synset).equals(topic))
          .sorted(MOST_USED_FIRST)
          .limit(PER_TOPIC)
          .forEach(chosen::add);
    }
    return chosen;
  }

  static String topic(Synset synset) {
    return synset.getLexFileName().substring("noun.".length());
  }

  static int uses(Synset synset) {
    return synset.getWords().stream().mapToInt(Word::getUseCount).sum();
  }

  private static List<Synset> commonNouns(Dictionary wordNet) throws JWNLException {
    List<Synset> nouns = new ArrayList<>();
    for (Iterator<Synset> all = wordNet.getSynsetIterator(POS.NOUN); all.hasNext(); ) {
      Synset synset = all.next();
      if (Character.isLowerCase(synset.getWords().get(0).getLemma().codePointAt(0))) {
        nouns.add(synset);
      }
    }
    return nouns;
  }
}

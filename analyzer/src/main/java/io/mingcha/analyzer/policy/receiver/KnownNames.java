package io.mingcha.analyzer.policy.receiver;

import io.mingcha.analyzer.catalogue.Company;
import io.mingcha.analyzer.catalogue.Recipient;
import io.mingcha.analyzer.catalogue.Recipients;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which recipients of {@code config/recipients.yaml} a policy means by a name. */
public final class KnownNames {
    private static final int TELLING = 4;
    /** So long are most words of Chinese. */
    private static final int WORD = 2;

    /** «vivo» of vivo 推送, «华为» of 华为推送. */
    private static final Pattern BRAND = Pattern.compile("^(?:[a-z]{3,}|\\p{IsHan}{2})");

    private final NameIndex index;
    private final ProductNames products;

    public KnownNames(Recipients recipients) {
        index = new NameIndex(recipients);
        products = new ProductNames(index);
    }

    /** The ids of the recipients if they are of one company, that of the company if they are most of what it has; empty if the name tells nobody. */
    List<String> of(Optional<String> name, Optional<String> company) {
        return name.map(n -> named(n, company))
                .filter(ids -> !ids.isEmpty())
                .or(() -> company.filter(c -> name.isEmpty())
                        .flatMap(index::company)
                        .map(List::of))
                .orElse(List.of());
    }

    /** Whose a recipient is, by its id; a company's own id is its. */
    String companyOf(String id) {
        return index.ofCompany().entrySet().stream()
                .filter(its -> its.getValue().stream().anyMatch(r -> r.id().equals(id)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(id);
    }

    /** Whether a word of prose is the name of somebody, or of his service, as a whole. */
    boolean isKnown(String name) {
        String core = index.core(name);
        return NameIndex.isLong(core)
                && (index.byName().containsKey(core)
                        || !products.of(core, Optional.empty()).isEmpty());
    }

    /** Whether a word alone means somebody, or the house of several: «小米», «华为». */
    boolean isKnownBrand(String name) {
        return !of(Optional.of(name), Optional.empty()).isEmpty() || begins(name);
    }

    /** Whether a word is one of those that a recipient's name consists of. */
    boolean isPart(String name) {
        String core = index.core(name);
        return NameIndex.isLong(core) && index.byPart().containsKey(core);
    }

    /** Whether somebody's name begins with a word of Chinese and goes on. */
    boolean begins(String word) {
        String core = index.core(word);
        return NameIndex.isLong(core)
                && core.codePoints().allMatch(Character::isIdeographic)
                && index.byName().keySet().stream().anyMatch(name -> name.startsWith(core));
    }

    /** Whether a known name, or a part of one, stands over a place in a text in small letters and goes beyond it. */
    boolean spans(String text, int from, int to) {
        for (int start = Math.max(0, from - 8); start <= from; start++) {
            for (int end = Math.min(text.length(), to + 8); end >= to; end--) {
                String part = text.substring(start, end);
                if (index.byName().containsKey(part)
                        || index.byPart().containsKey(part)
                        || index.beginnings().contains(part)) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<String> named(String name, Optional<String> written) {
        String core = index.core(name);
        Optional<String> legal = written.flatMap(index::company);
        Set<Recipient> fitting = exactly(core);
        if (fitting.isEmpty() && index.ofCompany().containsKey(core)) {
            return List.of(core);
        }
        List<String> known = whose(fitting.isEmpty() ? nearly(core, written, legal) : fitting, name, legal);
        return known.isEmpty() ? beginningOf(core).map(List::of).orElse(List.of()) : known;
    }

    /** «数字天堂» of 数字天堂（北京）网络技术有限公司, if one company alone begins so. */
    private Optional<String> beginningOf(String core) {
        if (core.length() < TELLING || !core.codePoints().allMatch(Character::isIdeographic)) {
            return Optional.empty();
        }
        List<String> so = index.companies().entrySet().stream()
                .filter(e -> e.getKey().startsWith(core))
                .map(e -> e.getValue().id())
                .distinct()
                .toList();
        return so.size() == 1 ? Optional.of(so.get(0)) : Optional.empty();
    }

    private Set<Recipient> exactly(String core) {
        Set<Recipient> fitting = new LinkedHashSet<>(
                index.byName().getOrDefault(core, index.called().getOrDefault(core, Set.of())));
        if (!fitting.isEmpty() && fitting.stream().allMatch(r -> r.name().zh().indexOf('（') >= 0)) {
            // 穿山甲 is not only 穿山甲（旧版）
            fitting.addAll(index.byPart().getOrDefault(core, Set.of()));
        }
        return fitting;
    }

    private Set<Recipient> nearly(String core, Optional<String> written, Optional<String> legal) {
        Set<Recipient> fitting = core.length() < 2
                ? Set.of()
                : Stream.of(index.byName(), index.byPart())
                        .flatMap(names -> names.entrySet().stream())
                        .filter(e -> e.getKey().startsWith(core))
                        .flatMap(e -> e.getValue().stream())
                        .filter(r -> written.isEmpty()
                                || isOf(r, legal)
                                || isCalledFirst(r, core)
                                || isWithBrand(r, index.core(written.get())))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!fitting.isEmpty() || !NameIndex.isLong(core)) {
            return fitting;
        }
        Set<Recipient> product = products.of(core, legal);
        return product.isEmpty() ? ofAnother(core, legal) : product;
    }

    /** «Bugly» beside 腾讯 for its company. */
    private boolean isWithBrand(Recipient recipient, String written) {
        return written.length() >= 2
                && Stream.of(recipient.name().zh(), recipient.name().en())
                        .anyMatch(name -> index.core(name).startsWith(written));
    }

    /** A name with more around it. */
    private Set<Recipient> ofAnother(String core, Optional<String> legal) {
        Set<Recipient> ahead = calledAhead(core);
        return ahead.isEmpty() ? calledBehind(core, legal) : ahead;
    }

    /** «新浪微博开放平台»: whose brand stands before a name that is known as a whole. */
    private Set<Recipient> calledBehind(String core, Optional<String> legal) {
        for (int at = WORD; at <= Math.min(TELLING, core.length() - TELLING); at++) {
            String behind = core.substring(at);
            Set<Recipient> named = index.byName().getOrDefault(behind, Set.of());
            boolean fits = named.size() == 1
                    && behind.codePoints().allMatch(Character::isIdeographic)
                    && (legal.isEmpty()
                            || named.iterator()
                                    .next()
                                    .company()
                                    .map(Company::id)
                                    .equals(legal));
            if (fits) {
                return named;
            }
        }
        return Set.of();
    }

    /** «腾讯地图定位», which goes on behind what somebody is called. */
    private Set<Recipient> calledAhead(String core) {
        return index.called().entrySet().stream()
                .filter(e -> e.getKey().length() >= TELLING && goesOn(core, e.getKey()))
                .max(Comparator.comparingInt(e -> e.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(Set.of());
    }

    /** Not within a word in Latin letters: «AdMobix» is not AdMob. */
    private static boolean goesOn(String core, String name) {
        return core.startsWith(name)
                && (core.length() == name.length()
                        || Character.isIdeographic(core.charAt(name.length() - 1))
                        || Character.isIdeographic(core.charAt(name.length())));
    }

    private List<String> whose(Set<Recipient> fitting, String name, Optional<String> legal) {
        String core = index.core(name);
        List<String> one = ids(fitting);
        if (!one.isEmpty()) {
            return one;
        }
        Set<String> of = NameIndex.companiesOf(fitting);
        return legal.filter(of::contains)
                .map(id -> both(fitting, core, id))
                .or(() -> index.company(name)
                        .or(() -> index.company(core))
                        .or(() -> namedAlike(core, of))
                        .map(List::of)
                        .or(() -> legal.map(id -> ofItsKind(core, id)).filter(ids -> !ids.isEmpty()))
                        .or(() -> legal.filter(id -> fitsCompany(core, id)).map(List::of)))
                .orElse(List.of());
    }

    /** «流式语音识别» of a company that has one service for speech, and whatever a company of one service calls that. */
    private List<String> ofItsKind(String core, String company) {
        Set<Recipient> its = index.ofCompany().getOrDefault(company, Set.of());
        List<Recipient> fitting = its.size() == 1 && !hasSisters(its.iterator().next())
                ? List.copyOf(its)
                : its.stream().filter(r -> kinds(r).anyMatch(core::contains)).toList();
        return fitting.size() == 1 ? List.of(fitting.get(0).id()) : List.of();
    }

    /** Whether other companies have recipients of the same brand: what 小米移动 calls its SDK may be that of another 小米. */
    private boolean hasSisters(Recipient recipient) {
        return index.ofCompany().values().stream()
                .flatMap(Set::stream)
                .anyMatch(r -> !r.company().equals(recipient.company()) && brand(r).equals(brand(recipient)));
    }

    /** The word that a recipient's names end with: «推送» of OPPO 推送, «语音» of 大模型语音. */
    private Stream<String> kinds(Recipient recipient) {
        return Stream.of(recipient.name().zh().split(NameIndex.PARTS))
                .map(index::core)
                .filter(part -> part.length() > WORD + 1)
                .map(part -> part.substring(part.length() - WORD))
                .filter(word -> word.codePoints().allMatch(Character::isIdeographic));
    }

    /**
     * Of those that a name fits, those of the company that the policy writes. «友盟+» of a company that a sister of Umeng is: which of the
     * two takes the data, the policy does not say.
     */
    private List<String> both(Set<Recipient> fitting, String core, String legal) {
        Optional<String> alike = namedAlike(core, NameIndex.companiesOf(fitting));
        List<String> its = ids(fitting.stream()
                .filter(r -> r.company().filter(c -> c.id().equals(legal)).isPresent())
                .collect(Collectors.toCollection(LinkedHashSet::new)));
        return alike.isPresent() || its.isEmpty()
                ? Stream.concat(alike.stream(), Stream.of(legal)).distinct().toList()
                : its;
    }

    /** Of the company, or called with the brand of what it has: sisters of one house share that. */
    private boolean isOf(Recipient recipient, Optional<String> company) {
        return company.stream()
                .flatMap(id -> index.ofCompany().getOrDefault(id, Set.of()).stream())
                .anyMatch(its ->
                        its.company().equals(recipient.company()) || brand(its).equals(brand(recipient)));
    }

    private String brand(Recipient recipient) {
        return BRAND.matcher(index.core(recipient.name().zh()))
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElse(recipient.id());
    }

    /** Not «游戏联运», as which several companies call theirs, of vivo 游戏联运: the company that the policy writes says whose it is. */
    private boolean isCalledFirst(Recipient recipient, String core) {
        return Stream.of(recipient.name().zh(), recipient.name().en())
                .map(index::core)
                .anyMatch(name -> name.startsWith(core));
    }

    /** Those of one company by their ids, most of what it has by its own. */
    private List<String> ids(Set<Recipient> fitting) {
        Set<String> of = NameIndex.companiesOf(fitting);
        if (fitting.size() > 1 && of.size() == 1 && !of.contains("")) {
            String company = of.iterator().next();
            if (fitting.size() * 2
                    > index.ofCompany().getOrDefault(company, Set.of()).size()) {
                return List.of(company);
            }
        }
        return fitting.size() == 1 || of.size() == 1 && !of.contains("")
                ? fitting.stream().map(Recipient::id).sorted().toList()
                : List.of();
    }

    /** The company that the policy writes, if the name is of one of its services. */
    private boolean fitsCompany(String core, String company) {
        boolean called = index.companies().entrySet().stream()
                .anyMatch(e -> e.getValue().id().equals(company)
                        && NameIndex.isLong(e.getKey())
                        && core.startsWith(e.getKey()));
        return called
                || index.ofCompany().getOrDefault(company, Set.of()).stream()
                        .flatMap(r -> Stream.of(r.name().zh(), r.name().en()))
                        .flatMap(name -> Stream.of(name.split(NameIndex.PARTS)))
                        .map(index::core)
                        .filter(NameIndex::isLong)
                        .anyMatch(part ->
                                core.contains(part) || part.contains(core) || core.startsWith(part.substring(0, 2)));
    }

    /** Of several companies the one whose own name begins so. */
    private Optional<String> namedAlike(String core, Set<String> of) {
        List<String> alike = index.companies().entrySet().stream()
                .filter(e -> of.contains(e.getValue().id()) && e.getKey().startsWith(core))
                .map(e -> e.getValue().id())
                .distinct()
                .toList();
        return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
    }
}

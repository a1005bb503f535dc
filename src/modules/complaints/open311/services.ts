import type { Tx } from '../../../platform/db/db.ts';
import { dayOf, type Language } from '../../../thai/index.ts';
import type { Category, CategoryQuestion, Community, Department } from '../../people/contract.ts';
import { loadDirectory } from '../../people/index.ts';
import type { Value } from './format.ts';
import { PUBLIC_WORDS, say } from './public-words.ts';

/** The service of what nobody has classified yet: every service_code that a request shows can be asked for and filed under. */
export const UNCLASSIFIED = 'unclassified';

export type Service = {
  code: string;
  /** Null: not classified. */
  category: Category | null;
  department: Department | null;
};
type Names = { nameTh: string; nameEn: string };
export const nameIn = (lang: Language, { nameTh, nameEn }: Names): string =>
  lang === 'en' && nameEn ? nameEn : nameTh;

export type Offer = { services: readonly Service[]; communities: readonly Community[] };

/**
 * What may be reported through this door: the categories in force that the public form offers too. Confidential ones are not among them:
 * who reports corruption should not have to trust somebody else's program.
 */
export async function loadOffer(tx: Tx, now: Date): Promise<Offer> {
  const { categories, departments, communities } = await loadDirectory(tx, dayOf(now));
  const services = offeredOf(categories).map(
    (category): Service => ({
      code: category.code,
      category,
      department: departments.find(({ id }) => id === category.data.departmentId) ?? null,
    }),
  );
  const general: Service = { code: UNCLASSIFIED, category: null, department: null };
  return {
    services: services.some(({ code }) => code === UNCLASSIFIED) ? services : [...services, general],
    communities,
  };
}

/** What anybody may file under, through somebody else's program too. */
export const offeredOf = (categories: readonly Category[]): Category[] =>
  categories.filter(({ data }) => data.offered && data.visibility === 'normal');

export function serviceName({ category }: Service, lang: Language): string {
  return category ? nameIn(lang, category) : PUBLIC_WORDS[lang].unclassified;
}

/** GET services. */
export function presentServices({ services, communities }: Offer, lang: Language): Value {
  const words = PUBLIC_WORDS[lang];
  return services.map((service) => {
    const name = serviceName(service, lang);
    const department = service.department ? nameIn(lang, service.department) : '';
    const described = department ? say(words.handledBy, { service: name, department }) : name;
    return {
      service_code: service.code,
      service_name: name,
      description: service.category ? described : words.unclassifiedHelp,
      metadata: questionsOf(service, communities, lang).length > 0,
      type: 'realtime',
      keywords: service.category?.data.keywords.join(', ') || null,
      group: department || words.general,
    };
  });
}

/** What a service asks: where it is among the communities of the directory, then what the category itself asks. */
export type Question = {
  code: string;
  datatype: CategoryQuestion['datatype'];
  required: boolean;
  name: string;
  help: string;
  values: readonly { key: string; name: string }[];
};
export const COMMUNITY = 'community';

export function questionsOf(service: Service, communities: readonly Community[], lang: Language): Question[] {
  const words = PUBLIC_WORDS[lang];
  const own = service.category ? ownQuestions(service.category, lang) : [];
  // A code names one attribute: what the category asks under this one stands for ours.
  const where: Question[] =
    communities.length === 0 || own.some(({ code }) => code === COMMUNITY)
      ? []
      : [
          {
            code: COMMUNITY,
            datatype: 'singlevaluelist',
            required: false,
            name: words.community,
            help: words.chooseOne,
            values: communities.map((each) => ({ key: each.code, name: nameIn(lang, each) })),
          },
        ];
  return [...where, ...own];
}

/** What a category itself asks. */
export function ownQuestions({ data }: Category, lang: Language): Question[] {
  return data.questions.map((question) => ({
    code: question.code,
    datatype: question.datatype,
    required: question.required,
    name: nameIn(lang, question),
    help: PUBLIC_WORDS[lang].choose[question.datatype],
    values: question.values.map((value) => ({ key: value.key, name: nameIn(lang, value) })),
  }));
}

/** GET services/{code}. */
export function presentDefinition(service: Service, communities: readonly Community[], lang: Language): Value {
  return {
    service_code: service.code,
    attributes: questionsOf(service, communities, lang).map((question, i) => ({
      variable: true,
      code: question.code,
      datatype: question.datatype,
      required: question.required,
      datatype_description: question.help,
      order: i + 1,
      description: question.name,
      ...(question.values.length > 0 ? { values: question.values } : {}),
    })),
  };
}

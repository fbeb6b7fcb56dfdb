import i18next, { type TFunction } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { en } from './en.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
    resources: typeof en;
  }
}

/** The languages of the page; more are files beside `en.ts`. `name` is how its speakers write it. */
export const languages = [{ id: 'en', name: 'English' }] as const;

void i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en },
  ns: Object.keys(en),
  defaultNS: 'shell',
  // React escapes what it shows.
  interpolation: { escapeValue: false },
  returnNull: false,
});

/** Brings language and direction of the page in line with the chosen language. */
export async function speak(language: string): Promise<void> {
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir(language);
}

/** The texts of one part of the page. */
export function useTexts<N extends keyof typeof en>(part: N): TFunction<N> {
  return useTranslation(part).t as TFunction<N>;
}

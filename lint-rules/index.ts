import { plugin } from './plugin';

// The plugin is the module itself, so that `require` and `import` hand over one and the same object: ESLint refuses two of one name.
export = plugin;

"""Words of which every sentence for the car has at least one: written by nlu/sampling/known_words.py."""

KNOWN = """
abba aberdeen abort about above absolute absolutely ac accent accept accident accidents accountant accounts ache
aching across action activate active actually adapt adaptive add added address adele adjust adjusting advance africa
after afternoon again against agency agenda ages ago agree agreed ah'm ahead ahead's aid aid's aim air air's aircon
aired airflow airing airless airport ajar alarm alarm's alarms alaska album album's alert alerts alive all allergic
alley alley's allow allows almost alone along alongside aloud already alright also altogether always am amber ambient
amiss animals ankles anna anna's announcement's annoy annoying another answer answering any anybody anymore anyone
anyone's anything anyway anywhere apart apartment apple appointment appointment's appointments appreciate appreciated
april arctic are area aren't arguing arm armpits arms around arrange arrival arrive arrived arriving arrows arse
artist as ask asked asking asleep assist assistant asthma at atlas atmosphere attendant attendant's attic audio
audiobook august aunt australia auto auto's automatic automatic's automatically autumn avoid aw awaits awake away
awful awfully ay aye babies baby baby's babysitter back back's backed background backrest backside backside's backward
backwards bad bad's bag bags bairn bajao baked baking bald ballad baltic bananas band banger bank bar barbecue
barclays barely barrier barrier's bars baseball bass bathroom battery battery's battle bay be beach beam beams beans
bear bearings beat beating beatles beautiful becalm because become becoming bed bedroom beds bedtime bee been beep
beeper beeping beeps bees before begging begin beginning behave behind beijing being belching believe bell below
belter ben bench bend beneath beside best bet better between beyonce bhaiya bi bicycle big bigger bike bikes bin bins
bird bird's birds birthday bit bitcoin blaa black bladder bladder's blades blaring blast blasting bleeding bless
blessed blew blimey blind blinded blinding blinds blinkers blinking block blocked blocks bloke bloke's blokes bloody
blow blower blowing blown blows blowy blue blues bluetooth board boat body boil boiled boiler boiling bolt bolts bone
bones bonfire bonging bonnet boogie book booked boost boot boot's booth boots border bored boring born boss both
bother bothering bothers bottle bottom bottom's bottoms bought bound boy boys bragged brake braking brand bread break
breakdown breakdown's breakfast breaking breath breath's breathalyser breathe breather breathes breathing breeze
breezy bride's bridge bright brighten brighter brightest brightness brights brilliant bring bristol broad broke broken
brolly brother brought brown brr brrr brrrr brushes bucketing buckets buckle buddy budge bug bug's buggy bugs building
bulb bum bum's bump bumper bumpy bums bun bung buns burger burgers burn burning burns burst bursting bus bus's busan
bush business busting busy butt butter button buy buzz buzzed buzzing by byrds cabin café cake caked calais calculate
calendar call called calling calls calm calmer calories came camera campsite can can't canada cancel candle cannot cap
capacity cape capital car car's caravan caravan's card cardiff cardigan cards care carlisle carpenters carry cars
carsick cases cash castanets casts cat cat's catch catching cats caught causing cave cd cease ceiling cell cells
celsius cemetery center central certainly chalo chalu chance change changed changing channel chaos chap chapel charge
charged charger charges charging chat chattering chatting cheap cheapest check checked checkpoint cheek cheeks cheer
cheers chest chestnut chewing child children children's chill chilled chiller chilly chin china chinwag chip chips
chocka chocker chocolate choice choices choose chop chorus christmas chuck chucking church circling circulate
circulation city clammy clappers classy clean cleaned cleaner cleaner's cleaning clear cleared clearing clever click
clicked clicking client climate clipped clock clocking close closed closer closest closing cloth cloud cloudburst
clouding clouds cloudy clown clubs clunk clutch co coal coast coat coats cobber cobs code codes coffee coin cold
colder coldest collar collect color colour coloured colours column come comes comfort comfortable comfy coming
commands commentary commentator company compared complain complaining completely compost compressor computer con con's
concentrate concert condensation conditioned conditioner conditioning conditionning configure confused confusing
congested congestion conked conks connect connected constant contact contacts continue contractions control
conversation convertible convey cook cooked cooker cooking cool coolant cooled cooler coolers cooling cools cop
copying corner corners correct cosier costs cosy cotton cough coughed coughing could couldn't council count counting
country countryside counts county couple course courtesy cousin cover covered cow cows crack crank crash crawling
crazy cream create creeping cricket cricket's crikey crisps cross crossed crow cruise cry crying crystal cubes cup
cuppa cupping current curry curtain curtains cushion's customer cut cutting cycle cycled cyclist dad dad's daddy daft
daily damp danced dangerous dark darken darker darkest dash dashboard date daughter daughter's dave day daylight days
daytime dazzling de deactivate dead deaf deafening deal dear death december decently decibel decibels decide deciding
deckchair decline decorators decrease deer default defog defogger defogging defrost defroster defrosters defrosting
degree degrees delay delays delete delhi delicate delivery demand demist demister demister's demisters demisting
denmark dentist dentist's departure derriere describe deserves desk desperate destination detail detection detour
detours dhaba dial diamond diary dickie dicky did didn't die diesel different difficult dig dim dimmer dimmest din
dinner dinner's dip dipped dipper direct directing direction directions dirge dirt dirty disable disco disconnect
discuss disengage disgrace disgusting dismiss display display's dissolved dissolving distance distracting distracts
divine dizzy dj dj's djs do dock doctor dodgers dodgy does doesn't dog dog's dogs doing dollar dome don't done doon
door door's doors doorstep dot double douse down downpour doze dozed dozing dozy dragging drain draining drastic
draught draughty draw drawing dreadful drenched dressed dribbling dried drift drifted drilling drink drinking drinks
drip dripping drive driven driver driver's drivers drives driving drizzle drizzling drooping drop droplets dropped
dropping drops drove drowned drowning drowsy drums dry drying dual duck due dull dummy dummy's duo dusk dusky dust
dust's dusty dying dynasty each ear ear's eardrums earlier early earring earring's ears earth ease easily easing easy
eat eaten eating eco eco's economically economy edge edinburgh eff effort egg eiffel eight eighteen eighth eighty
einstein either elbow election elephants eleven else else's em email emailed emails emergency empty en enable enabled
end energy engage engaged engine engine's enjoy enjoying enlarge enough entering entire entry episode error estimated
eta even evening event ever everest every everybody everybody's everyone everyone's everything everything's everywhere
eww ex exactly examples exchange exhaust exhausted exit expect expected expecting expensive expressway expressways
extend exterior external extra eye eyebrows eyeline eyes face faces factory faint faintest fair fall fallen fan fan's
fancies fancy fanning fans far farm farm's farted farther fast faster fastest fat father fault faults favourite
features february federer fee feeding feel feeling feels feet fell fella fella's fellow felt fence ferry fetch
fetching fever few fewer fewest fiddle fiddling field fields fifteen fifth fifty fighting file files fill filled
filler fillings film film's filter filtering filters filthy final finally find fine finger's fingers fingertips finish
finished fire first fish fists fit five fixed flap flapping flaps flash flashed flashers flashing flat fleetwood flick
flies flight float floating floodlight floor floors flow flowers flowing flown floyd fluid flush flushes fly flying fm
focus fog fogged foggies fogging foggy fogs fold folded folk follow following follows food foot football footballs
footsie footwell for forecast forecasting forehead forever forget forgot forgotten forming forty forward forwards
found foundered four fourteen fourth france frankly frantic freckles free freeway freeways freeze freezer freezin
freezing french frequency fresh friday fridge friend friend's fringe from front front's fronts frost frosted frozen
frugal fruit fry frying fuel full fully fumes fun function funeral funeral's funky funny furnace further g'day gaana
gagging gale gallon game gap gap's gaping garage garlic gas gasoline gate gate's gauge gentle gentler gentlest gently
germs get gets getting gie gimme gin giraffe girlfriend girls give given gives giving giz glare glaring glary glass
glasses glastonbury glimmer gloom gloomy glove glovebox gloves glow glowing glowy glued gnat's go goa goal goals god
god's goes going gold golf gone gonna good goodbye goodness goosebumps gorgeous gosh got gps grab gramophone gran
gran's grand grandad grandad's granddad's granddaughter grandma grandma's grandpa grandson granny granny's grass
grateful great green greenhouse grew grey griddle grief grill grind gritter gritters groaning groceries groove grow
growling guard guard's guess guesswork guest guests guidance guide guiding guitar gum guts guy guy's gym haan had hai
hail hailing hair hair's haircut hairdo hairdryer half halfway hall halloween hallway halt hame hammering hand hand's
handbrake's handle handles hands handset handset's handsfree handy hang hanging hangry hankering happened happening
happier happiest happy harbour hard harder hardest hardly harsh harvest has hasn't hastings hat hat's hatch hatchback
hate haud have haven't having hay hazard hazards hazzards hdmi he he's head head's headache heading headlamp headlamps
headlight headlights headlines heads health healthy hear heard hearing heartbroken heat heat's heated heater heater's
heaters heating heatwave heaven heavens heavier heed heeting height hell hell's hello help helps hen her herd here
hereabouts hers herself hey hide high higher highest highway highways hilton him himself hinges hip hips his history
hit hitting hob hog hold holding hole holes holiday home home's homeward homework honestly hoo hood hoolie hoover hop
hope hoping hopping horrible horse horses hospital hot hotel hotplate hotter hottest hour hours house how how's
howling hoying hud huddled huffing humid humming hums hunched hundred hundredth hung hungry hurricane hurry hurt
hurting hurts husband hush hvac hyundai i'd i'll i'm i've ice icebox iced icicle icicles icon icy idea identify if
ignore imagining important inbox inch inches include incoming increase individual indoors inflate inflated inform
innit input inside inspection instead instruction instrument insurance int intake intercom interior intermittent
internal interrupt interval interview's into invented invitation invoice isn't it'd it'll it's itching its itself jack
jalapeno jaldi jam jam's james jammed jams january japanese jaunt jazz jeans jeez jeju jerky jet jim jingles jitters
job jog john johnsons joke jolly joseon jot journey judge juice july jump jumper jumpers jumping june just kakao kane
kar karo kays keen keep keeping keeps kent kerb kettle key keys kick kicking kid kid's kidneys kids kill killed
killing kilohertz kilometers kilometres kind kinda kindly king kings kippers kitchen kite km knackered knead kneading
knee knees knobs knock knocked knocking knots knows knuckles koi korea korean kospi labour labrador lack lad lads lady
lady's lah lake lambs lame lamp lamps land landed landfill landing lane lanes lap laptop larger lasagne last latch
latched late later latest latte laundry law lawyers lay lazier lead leaf league lean leaning leap learn least leather
leather's leave leaves leaving led leeds left leg legend legged legroom legs lemon lens lenses less let's letter
letterbox letters letting lettuce level levels lever library licence lid lid's lids lie life lift liftgate lifting
light light's lighter lighthouse lighting lights liked likes likewise liking limit limousine line lines link lip
lipstick liquid lisa list listen listening listens lit litres little live lived liverpool lives living load loaded
loads lobbed lobster local locate location lock locked locking locks lolly lolly's london long long's longer longest
loo look looking looks loop loosened lord lorries lorry lorry's lose losing lost lot lotte loud louder loudest
loudness louise lounge love lovely loves low lower lowest luggage lukewarm lumbar lunch lungs lurking luton lying mac
machine mad madam made magic magnify mail mails main maintain maintenance make makes makeup making man man's manage
manual manually manure many map map's marble march market marrow marvellous mascara mask masks massage massager
massaging match mate max maximum may maybe me's means meant meat mechanic media medium meet meeting meetings megahertz
melodic melody melt melting melts memo memory men menu mercury message messaged messages messing meter metres middle
midges midnight might migraine mike milage mileage miles milk milkiness milkshake milky million min mind minds mine
mine's minimum minus minute minutes mirror mirroring mirrors miserable miss missed missing missus mist mistake misted
mister misting misty mittens mix mizzle moaning mobile mode mom moment mona monday monitor monitoring monsoon month
mood moods moon moonroof moor mop more morgue morning mosquito mot mother mother's motor motorbikes motorway motorways
mountains mouse mouth mouth's move moved movers movie moving much muck mucky mud muddled muddy muggy multi mum mum's
mumbled mumbling mummy mummy's murder murders murky murmur muscle mushy music music's must musty mute muted my myself
na nah nahi name names nan's nana's nanny nap nappies napping narrow nasdaq nasty natter natural nav navigate
navigating navigation near nearby nearer nearest nearly neck neck's need needed needle's needn't needs negative
neighbourhood neighbours nephew's nerves nest netflix never new newborn news newsreader next nice nicely nicer night
nightclub nightmare nil nine nineteen ninety ninth nip nipping nippy nithered nix no nobody nobody's nodded nodding
noise noisy none nonsense noon nope normal north north's nose nostalgic not notch notches note nothing november now
nowhere nozzle nozzle's nudge nudges nudging nuisance numb number number's numbers nursery nuts o'clock obviously
occasional och october odometer off office officer officer's often ohio oi oil ok okay old on once oncoming one one's
ones onions only onto oomph oops open opened opening operation opposite option options or orange order ordering
ordinary orient original originally other other's others otherwise ouch ought ounce our ours ourselves out outdoor
outdoors outside oven over overdue overhead overnight oversleep overtake overtaking overview ow owe ower own oxford
ozone pace packed pads paid paining painted pair pal palms pan pancake pane panel panorama panoramic panting papers
parallel parcel parched parents park parked parking parky parliament part particulate parts party party's pass passed
passenger passenger's past patch pause pay payday paying pea peace pedals pee peel peeling peep peering peg pelt
penguins pennies penny pensioner people percent percentage perfect perfectly perhaps perishing perpendicular person
perth peru pet petrol petrol's petunias pew phone phone's pick picking picture pig pigeon pigeon's pigsty pile pillar
pines ping pinged pinging pink pints pipe pit pitch pity's pizza place plain plan plane planes planned plans plaster
plastered play playback played playing playlist please plenty plot plug plugged plumber plumber's plus pm poached pod
podcast podcasts point pointing poking pole police policeman pollen polluted pollution pong poo pooey pooh poop poor
poorer pootle pop pope popped population porch porsche port porter's position possible possibly postage pothole
potholes pound pounding pour pouring power practice prayer prefer preferred pregnant prejudice prescription's
presenters preset president press pressure pressures pretend pretending pretty previous price prices pride print prix
probably problem problems profile programme project projecting projection promised proper properly puddle puff puffing
pull pulled pulling pummel pump punch puncture puppy pure purification purifier purify purifying purse push pushchair
pushing pushy put putting quality quarter quarters queasy queen question queue quick quicker quickest quickly quid
quiet quieten quieter quietest quietly quit quite quiz race racer racing racket radiator radio radio's rain rain's
raincoat raindrops raining rains raise raised ranch rang range rate rather rattle rattling reach reaches reaching read
reading readings reads ready real really rear reason recall receipts receiver recirc recirculate recirculated
recirculating recirculation recite reckon recline recommend recommended recommends record records recovered red red's
redial reduce reek reeks reflecting reflects refrigerate refrigerating refrigerator refuel refuelling refuse reject
relax release remaining remember remind reminder reminders removal remove rent rental rented reopen repeat replacing
replay reply report request residential resigned respond responsive rest restart restaurant restless restore result
results resume retinas return reverse reversing revs rewind richer rid ride ride's right rim rim's ring ring's ringing
rings rinse ripe river road road's roads roadworks roaring roars roast roasted roastin roasting robot robot's roll
rolled roller rolling roof room roomba root rotate rotating rough roughly round roundabout rouse route row rpm rub
rubber rubbing rubbish rug ruined rummaging run running runs rush sad safe safer sahara said sails sake salt salty
same samsung sandals sandpaper sandra sandwich sat saturday sauna sausage save saved saver saves saving saw say saying
says scale scalp scared scarf scaring scenic schedule school scooch scoot scorcher scorching score scores scotland
scout scrap scrape scraped scraper scraping scratch scratchy screaming screen screen's scrub scrubbing sea seagull
seagull's seal search searing season seat seat's seats sec second seconds secure security seeing seen sejong select
selected self sell sells send sensing sensitivity sensor sensors seoul separate separately september serendipity
service servicing servo set sets setting settings settle seven seventeen seventy sewage sh shade shaking shall shan't
share shares shattered she she'd she'll she's shebang sheet shelve shh shielding shimmer shine shining shipping shirt
shirt's shivering shoes shoot shop shopping shopping's shops short shorten shorter shortest shorts shot shotgun should
shoulder shoulders shout shouting show show's shower shower's shown shows shrink shuffle shukriya shush shut siberia
sick side side's sides sight sign signal signalling signed silence silent since sing singer singer's singing single
sings sink sir siren sister sistine sit sits sitter sitting six sixteen sixteenth sixth sixty sizzle ski skies skip
skippity skoosh skull sky skylicht skylight skyscrapers slab slam slash sleep sleeping sleeps sleepy sleeve sleeves
slept slid slide sliding slightly slippers slippery sliver sloshing slot slow slower slowly sluggish slurry small
smaller smart smarter smashing smear smearing smeary smell smell's smelling smells smidge smidgen smiley smog smoke
smoke's smoking smoky smooth sms snapped snarl sneaking sneezing sneezing's sniff snooze snoring snow snow's snowed
snowflakes snowing snowman snuff soaked soapy soccer sock socket socks sofa soft soften softer softest soldier solid
some somebody somebody's someone someone's something something's somewhere son song song's songs soon sooner soonest
sore sorry sort sorted sorts soul sound sounds soup souper source space spaceship spain spaniel's spanish spare spat
speak speaker speakers speed speediest spicy spider spin spine spinning spins spit spitting splash splashed splat
splinter split spoke spoken spooky sport sports sporty spot spot's spotify spots spotting spray spraying spread
spreader spreading spring square squashed squeak squeaking squeaking's squeaks squeeze squinting squirt squirty stage
stale stamp stamps stand standing staring stars start started starting starts starving state station stations status
stay stayed staying steady steam steamed steaming steamy stearing steer steering steering's stench step steps stereo
stewing stick sticking sticky stiff still stinging stinking stinks stinky stock stocks stomach stomach's stone stood
stop stop's stopover stopped stopping stops storey storey's storm stove stowed straight straining strange strap's
strapped stream streaming street streets strength stressed stretch stretched stretching strike strip strips strong
stronger strongest stuck stuff stuffy style such suction sudden suede suggest suggested suit suitcase suitcases summer
sun sun's sunday sunglasses sunny sunrise sunroof sunset sunshade sunshine supporting suppose supposed sure surface
surfboard surgery survive swallowed swamp swap swarm sweat sweat's sweating sweaty sweeping sweet sweetheart
sweltering swim swimming swing swipe swish swishing swishing's switch switched sydney symbol sync synchronise
synchronize syncing system ta table tacky tad taid tailback tailgate take taken takes taking talk talked talking tall
tank tank's tanker tap tape tapes taps target tarmac tarring taters taxi tea teach team teapot teeth telephone
television tell telling tells telly telly's temp temperature temperatures ten tents tepid terminate terms terrible
terrier's tesla test text texted texting texts than thank thanks that'd that'll that's thaw thawed their theirs them
themselves then there there's thermometer thermostat these they they'll they're they've thick thighs thing thingamajig
things thingy think thinks third thirds thirst thirsty thirteen thirty thoda those though thought thoughts thousand
three thrifty throat throat's through throw throwing thrown thumb thumbs thumping thunder thursday ticket ticket's
tickets tickles tied tight tighter till tilt tilted time time's timer times timing tin tinkle tiny tip tipped tire
tired tires titanic title toast toasted toaster toastier toasting toasty today today's toddler toddler's toes together
tokyo told toll toll's tolls tom tomato tomorrow tomorrow's tone tongue tonight too took tooth toothy top total toto
tottenham touch tousling tow toward towards towbar towed tower town toys track track's tracks tractor traffic
traffic's train train's translate travel travelled treat trees triangle trick tricks tried trip trolley's tropical
trouble trousers truck truck's trunk trust try trying tuck tucked tuesday tug tugging tune tunes tuning tunnel tunnels
turn turned turning turns tush tushy tv twelve twenty twice twiddle twins twisty two tying type typhoon tyre tyre's
tyres ubiquitous umbrella unbearable unbolt uncle under underfloor underground understand undo undoing unfold unfolded
unfreeze united unlatch unlink unloading unlock unlocked unlocking unmute unpause unread unrecirculate unsync untie
until up uphill upper upright ups urgent us usb use used using usual usually vacuum vacuuming valentines valet valve
van van's vapour vehicle vent vented ventilate ventilated ventilating ventilation vents very vet via video view
village viper visibility's vodafone voice voicemail volt voltage volts volume vows wagner wait waiting wake waking
wala wales walk walking wall wallet wander wandering want wanted wanting wants war warm warmed warmer warmers warming
warmth warn warning warnings was wash washed washer washers washes washing washout wasn't wasp wasp's waste wasting
watch watching water waterfall watering wave waved waving way way's waypoint waypoints ways we we'd we'll we're we've
weak weaker weakest wear wearing weather weather's wed wedding wedding's wednesday wee week weekend weeks weird wellie
wellies welly went were weren't wet whack what what's what've whatever whatever's whatsapp whatsoever wheel wheel's
wheels when when's whenever where where's whereabouts wherever whether which whichever whiff while whine whippers
whisk whisker whisper whispering whistling white whites whizz who who's whoa whoever whoever's whole whoops whooshing
whose why why's wick wide wider width wife wife's wig will wilting win wind wind's windas windee's windies windose
window window's windows windscreen windscreen's windshield windshield's windy wing wings winter wipe wiped wiper
wipers wiping wireless wirelessly wires wise wishes with within without wobbly woken won won't wonder wondering wool
word words work work's worked working workplace works world worm worse worth would wouldn't wrath wreck wrestling
wringing write written wrong wrote y'all y'know ya yaar yards yawn ye yeah year yeet yellow yellows yem yep yes
yesterday yet yo yoke york you'd you'll you're you've young your yours yourself yuck yup zero zip zone zones zoom
"""
